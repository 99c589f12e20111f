import {fieldOfHeader} from '../../leads/fieldHeaders.ts'
import {headingKey, plainWord} from '../../leads/headingKey.ts'
import {LEAD_FIELD_NAMES, leadField} from '../../leads/leadFields.ts'
import type {EvidencePart, IMPORT_FIELDS} from '../importMapping.ts'

/** What a heading can mean: a field, a part of the name, or something else that a person's row says. */
export type HeadingMeaning =
  | (typeof IMPORT_FIELDS)[number]
  | 'firstName'
  | 'lastName'
  | 'status'
  | 'subscription'
  | 'optOut'
  | 'tags'
  | 'lists'
  | 'createdAt'
  | EvidencePart

/**
 * Headings in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian
 * and Polish, in the form of {@link headingKey}. `core/leads/fieldHeaders.ts` knows the most common
 * English ones.
 */
const HEADINGS: Readonly<Record<HeadingMeaning, string>> = {
  email:
    'email emailaddress emailid emailadresse mailadresse emailadressen epost epostadress epostadresse adressemail adresseemail adressedecourriel courriel courrielelectronique adresseelectronique correo correoelectronico direcciondecorreo direcciondecorreoelectronico emailcontatto indirizzoemail indirizzodipostaelettronica postaelettronica enderecodeemail correioeletronico correioelectronico mailadres emailadres mejl mejladress emailprivat emailsubscriber subscriberemail useremail customeremail contactemail adresmail adresemail adrespocztyelektronicznej poczta pocztaelektroniczna primaryemail emailprimary email1 email1value personemail workemail businessemail',
  name: 'name fullname contactname displayname customername personname subscribername vollername vollstandigername kontaktname ansprechpartner nomcomplet nomprenom prenomnom nometprenom prenometnom nombrecompleto nombreyapellidos nombreapellidos nomecompleto nomeecognome nomecognome nominativo volledigenaam fulltnamn fornamnochefternamn fuldtnavn fulltnavn imieinazwisko imienazwisko nazwa naam namn navn contact contactperson kontaktperson contactpersoon yourname',
  firstName:
    'firstname first fname givenname forename firstname1 vorname rufname prenom nombre nombredepila primernombre nome nomeproprio primeironome primonome voornaam roepnaam fornamn fornavn imie',
  lastName:
    'lastname last lname surname familyname secondname nachname familienname zuname nom nomdefamille apellido apellidos cognome apelido sobrenome ultimonome achternaam familienaam efternamn efternavn etternavn nazwisko',
  phone:
    'phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellphonenumber cellular workphone businessphone homephone primaryphone phone1 phone1value contactphone contactnumber sms smsphone whatsapp whatsappnumber telefon telefonnummer telefonnr handy handynummer mobil mobilnummer mobiltelefon rufnummer telnr numerodetelephone portable telephoneportable telephonemobile numerodemobile telefono numerodetelefono telefonomovil movil celular telefonocellulare cellulare numeroditelefono telefone numerodetelefone telemovel telefoonnummer telefoon mobielnummer mobiel gsm telefonnummermobil mobilnr mobiltelefonnummer numertelefonu telefonkomorkowy komorka nrtelefonu',
  company:
    'company companyname organisation organization organisationname organizationname employer business businessname account accountname firm associatedcompany primarycompany organization1name defaultaddresscompany firma firmenname unternehmen unternehmensname betrieb arbeitgeber societe entreprise nomdelentreprise raisonsociale empresa nombredelaempresa compania razonsocial organizacion azienda ragionesociale societa ditta nomeazienda nomedaempresa organizacao bedrijf bedrijfsnaam organisatie onderneming foretag foretagsnamn virksomhed virksomhet firmanavn bedrift selskab selskap nazwafirmy przedsiebiorstwo organizacja',
  jobTitle:
    'jobtitle job position role title occupation function profession organization1title berufsbezeichnung stellenbezeichnung funktion beruf jobbezeichnung poste fonction titreduposte metier cargo puesto puestodetrabajo ocupacion posizione ruolo mansione professione funcao profissao functie functietitel beroep befattning yrke titel jobbtitel stilling stillingsbetegnelse stanowisko zawod',
  linkedIn:
    'linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinprofil linkedinlink linkedinbio linkedinaddress personlinkedinurl profilelinkedin profillinkedin perfillinkedin perfildelinkedin profilolinkedin linkedinprofiel',
  score:
    'score leadscore contactscore hubspotscore rating leadrating memberrating punkte punktzahl bewertung puntuacion punteggio pontuacao poang wynik',
  owner:
    'owner contactowner leadowner accountowner salesrep assignedto responsible verantwortlich besitzer zustandig kontaktinhaber proprietaire responsable propietario propietariodelcontacto proprietario responsavel eigenaar contacteigenaar agare ansvarig ejer ansvarlig eier wlasciciel opiekun',
  status:
    'status leadstatus contactstatus stage leadstage lifecyclestage pipelinestage kontaktstatus leadphase phase statut statutduprospect etat estado estadodellead stato statolead situacao fase leadfase skede',
  subscription:
    'subscription subscriptionstatus newsletter newsletterstatus newsletterconsent emailmarketing emailmarketingconsent emailmarketingstatus emailmarketingstate acceptsmarketing acceptsemailmarketing marketingconsent marketingpermission marketingoptin optin optinstatus emailoptin emailoptinstatus emailstatus subscribed issubscribed subscriberstatus memberstatus consent gdprconsent mailinglist marketingemails newsletteranmeldung newsletterabonnement abonniert newsletterabo einwilligung werbeeinwilligung inscritnewsletter abonne abonnement consentement optinemail inscription suscrito suscripcion boletin consentimiento iscritto iscrizione iscrittoallanewsletter consenso consensomarketing inscrito subscricao assinante consentimento nieuwsbrief ingeschreven aangemeld toestemming nyhetsbrev prenumerant prenumeration prenumererar samtycke nyhedsbrev tilmeldt samtykke abonnent newsletterzgoda zgoda zgodamarketingowa subskrypcja',
  optOut:
    'unsubscribed emaildisabled isunsubscribed optout optedout optedoutofemail hasoptedoutofemail emailoptout unsubscribedfromallemail blacklisted emailblacklisted blocklisted donotemail donotcontact donotmail suppressed emailsuppressed emailsuppressions bounced isbounced abgemeldet werbesperre desabonne desinscrit dadodebaja cancelado disiscritto descadastrado uitgeschreven afgemeld avregistrerad avanmald afmeldt avmeldt wypisany',
  tags: 'tags tag categories labels label keywords contacttags schlagworte schlagworter stichworte etiketten etiquettes etiquette motscles etiquetas etiqueta palabrasclave etichette etichetta paroleschiave palavraschave marcadores trefwoorden taggar etiketter nyckelord noegleord stikkord emneord tagi etykiety groupmembership',
  lists:
    'lists list listname listnames mailinglists audience audiences listen liste verteiler verteilerliste listes listas lista elenchi elenco lijsten lijst listor listan lister listy segments groups group gruppen gruppe groupes groupe grupos grupo gruppi gruppo groepen groep grupper grupp grupy grupa',
  createdAt:
    'dateregistered userregistered registered createdat created creationdate createdate datecreated createdon createddate createdtime dateadded addedat addedon addeddate addedtime addtime profilecreatedon signupdate signupat signedupat registrationdate registeredat registeredon joindate joined joinedat dateofregistration contactcreatedat erstelltam erstellt erstelldatum angelegtam anlagedatum hinzugefugtam eintragungsdatum registrierungsdatum datedecreation datedajout creele ajoutele dateinscription datedinscription fechadecreacion fechadealta fechaderegistro creadoel creado datadicreazione datacreazione datadiiscrizione creatoil datadecriacao datadecadastro criadoem aanmaakdatum aangemaaktop toegevoegdop inschrijfdatum skapad skapaddatum skapades tillagd registreringsdatum oprettet oprettetdato oprettelsesdato opprettet opprettetdato datautworzenia datadodania datarejestracji utworzono',
  requestedAt:
    'optintime optinat optindate optintimestamp optedinat optedinon consentedat consentdate consenttime consenttimestamp emailmarketingconsenttimestamp consentupdatedat subscribedat subscribedon subscribedate subscribeddate subscriptiondate subscriptiontime dateofconsent anmeldedatum angemeldetam anmeldungam einwilligungam einwilligungsdatum dateabonnement datedabonnement dateconsentement datadosubskrypcji fechadesuscripcion fechadeconsentimiento datadiconsenso dataconsenso datadeinscricao datadeconsentimento toestemmingsdatum aanmelddatum samtyckesdatum samtykkedato datazgody datazapisu',
  requestedFrom:
    'optinip optinipaddress signupip signupipaddress subscribeip ip ipaddress ipadresse adresseip direccionip indirizzoip enderecoip ipadres ipadress adresip consentip registrationip',
  confirmedAt:
    'confirmtime confirmedat confirmedon confirmationtime confirmationdate confirmeddate doubleoptinat doubleoptindate doubleoptintime bestatigtam bestatigungsdatum confirmele datedeconfirmation fechadeconfirmacion datadiconferma confirmadoem bevestigdop bekraftad bekraftaddatum bekraeftet bekreftet datapotwierdzenia potwierdzono',
  confirmedFrom: 'confirmip confirmationip confirmipaddress doubleoptinip',
  endedAt:
    'unsubtime unsubscribedat unsubscribedon unsubscribedate unsubscribeddate unsubscribetime optoutdate optouttime optedoutat cleantime bouncedat bouncedate abgemeldetam abmeldedatum datededesinscription datedesabonnement fechadebaja datadisiscrizione disiscrittoil descadastradoem uitschrijfdatum avregistreraddatum afmeldtdato avmeldtdato datawypisania',
  endReason:
    'unsubreason unsubscribereason unsubscribedreason optoutreason reasonforunsubscribe abmeldegrund raisondedesabonnement motivodebaja motivodisiscrizione',
  source:
    'consentsource optinsource signupsource subscriptionsource signupsourceurl signupform formname originalsource leadsource source quelle herkunft provenance origine fuente origen fonte origem bron herkomst kalla kilde zrodlo',
}

function isMeaning(name: string): name is HeadingMeaning {
  return Object.hasOwn(HEADINGS, name)
}

/** All meanings. */
export const HEADING_MEANINGS = Object.keys(HEADINGS).filter(isMeaning)

/** Pairs of a heading and what it means. */
export const KNOWN_HEADINGS: readonly (readonly [key: string, meaning: HeadingMeaning])[] =
  HEADING_MEANINGS.flatMap((meaning) =>
    HEADINGS[meaning].split(' ').map((key) => [key, meaning] as const),
  )

const MEANINGS: ReadonlyMap<string, HeadingMeaning> = new Map([
  // Titles of fields are the headings of own exports.
  ...LEAD_FIELD_NAMES.flatMap((field) =>
    isMeaning(field) ? [[headingKey(leadField(field).title), field] as const] : [],
  ),
  ...KNOWN_HEADINGS,
])

/** Words that say whose or which value it is, but not what it is. */
const BESIDE: ReadonlySet<string> = new Set(
  'primary main default contact person customer client user subscriber member lead your my work business personal private home office the your deine ihre votre su tu il la le der die das den det el os de du of 1 2 01 principal principale primaire privat geschaftlich required optional merge field'.split(
    ' ',
  ),
)

/** The words of a heading, also of one in camel case. */
export function headingWords(heading: string): string[] {
  return plainWord(heading.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Headings that people use for other things too. */
const VAGUE: ReadonlySet<string> = new Set(
  'title titel role position function contact business account source list group groups gruppe gruppen segments stage rating status consent'.split(
    ' ',
  ),
)

/** What a heading means, and how surely, from 0 to 1. */
export interface HeadingMatch {
  meaning: HeadingMeaning
  confidence: number
}

function exactMeaning(heading: string): HeadingMeaning | undefined {
  const known = MEANINGS.get(headingKey(heading))
  if (known !== undefined) return known
  const field = fieldOfHeader(heading)
  return field !== undefined && isMeaning(field) ? field : undefined
}

/** Whether two words differ by one letter that is missing, more, other, or by two that changed places. */
function isTypo(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1)
  const isOther = short.slice(start + 1) === long.slice(start + 1)
  const isSwapped =
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  return isOther || isSwapped
}

/** Shortest heading that may have a slip in it; shorter words are too near to each other. */
const SHORTEST_WITH_TYPO = 6

function misspeltMeaning(heading: string): HeadingMeaning | undefined {
  const key = headingKey(heading)
  if (key.length < SHORTEST_WITH_TYPO || key.length > 40) return undefined
  const found = new Set<HeadingMeaning>()
  for (const [known, meaning] of MEANINGS) {
    if (known.length >= SHORTEST_WITH_TYPO && isTypo(key, known)) found.add(meaning)
  }
  const [only] = found
  return found.size === 1 ? only : undefined
}

/** The meaning of a heading; `null` for one that is not known. */
export function meaningOfHeading(heading: string): HeadingMatch | null {
  if (heading.length > 200) return null
  const exact = exactMeaning(heading)
  if (exact !== undefined) {
    return {meaning: exact, confidence: VAGUE.has(headingKey(heading)) ? 0.9 : 0.95}
  }
  const words = headingWords(heading)
  const telling = words.filter((word) => !BESIDE.has(word))
  const trimmed = telling.length < words.length ? exactMeaning(telling.join(' ')) : undefined
  if (trimmed !== undefined) return {meaning: trimmed, confidence: 0.85}
  const misspelt = misspeltMeaning(heading)
  if (misspelt !== undefined) return {meaning: misspelt, confidence: 0.75}
  if (telling.length < 2) return null
  const last = exactMeaning(telling.slice(-2).join(' ')) ?? exactMeaning(telling.at(-1) ?? '')
  if (last !== undefined) return {meaning: last, confidence: 0.5}
  const first = exactMeaning(telling.slice(0, 2).join(' ')) ?? exactMeaning(telling[0] ?? '')
  // The values must show what a first word means: an "E-mail type" is no address.
  return first !== undefined && SHOWN_BY_VALUES.has(first)
    ? {meaning: first, confidence: 0.5}
    : null
}

/** Meanings whose values have a form of their own. */
const SHOWN_BY_VALUES: ReadonlySet<HeadingMeaning> = new Set([
  'email',
  'phone',
  'linkedIn',
  'createdAt',
  'requestedAt',
  'requestedFrom',
  'confirmedAt',
  'confirmedFrom',
  'endedAt',
])
