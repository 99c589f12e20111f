import {SUBSCRIPTION_TITLES} from '../../leads/choiceTitles.ts'
import {parseYesNoCell} from '../cells/yesNoCell.ts'
import {IMPORTED_SUBSCRIPTIONS, type SubscriptionMeaning} from '../importMapping.ts'
import {valueKey} from '../cells/valueKey.ts'
import {headingKey} from '../../leads/headingKey.ts'

/**
 * Words for states of a subscription: of services, and in the languages of headings, in the form of
 * `headingKey`.
 */
const SUBSCRIPTION_WORDS: Readonly<Record<SubscriptionMeaning, string>> = {
  subscribed:
    'subscribed subscribe active optedin optin confirmed enabled accepted granted abonniert angemeldet aktiv bestatigt abonne inscrit actif confirme suscrito inscrito activo confirmado iscritto attivo confermato assinante ativo ingeschreven aangemeld actief bevestigd prenumererar prenumerant bekraftad tilmeldt abonnerer bekraeftet bekreftet subskrybowany aktywny potwierdzony zapisany',
  pending:
    'pending unconfirmed waiting pendingconfirmation notconfirmed awaitingconfirmation unbestatigt ausstehend nichtbestatigt enattente nonconfirme pendiente sinconfirmar noconfirmado inattesa nonconfermato pendente naoconfirmado onbevestigd wachtend obekraftad vantar ubekraeftet ubekreftet afventer niepotwierdzony oczekujacy',
  unsubscribed:
    'unsubscribed unsubscribe optedout optout inactive disabled cancelled canceled removed archived blocklisted blacklisted blocked suppressed usersuppressed withdrawn revoked rejected declined abgemeldet inaktiv gekundigt ausgetragen gesperrt desabonne desinscrit inactif bloque dadodebaja cancelado baja inactivo bloqueado disiscritto cancellato inattivo bloccato descadastrado inativo uitgeschreven afgemeld inactief geblokkeerd avregistrerad avprenumererad inaktiverad sparrad afmeldt blokeret avmeldt blokkert wypisany nieaktywny zablokowany',
  bounced:
    'bounced bounce hardbounce hardbounced softbounced cleaned invalid invalidemail undeliverable nonexistent unzustellbar zuruckgewiesen ungultig rejete invalide rebotado invalido rimbalzato nonvalido ongeldig studsat studsad ogiltig afvist ugyldig odbity nieprawidlowy',
  complained:
    'complained complaint spam spamcomplaint abuse markedasspam reported junk spambeschwerde plainte queja spamklacht spamanmalan spamklage',
  none: 'none neversubscribed neversignedup notsubscribed nonsubscribed transactional norequest nichtabonniert nieangemeldet nonabonne nonabonnee nosuscrito noniscritto naoinscrito nietingeschreven notmailed noconsent unknown notoptedin',
  unsaid: 'notset notavailable',
}

const SUBSCRIPTIONS: ReadonlyMap<string, SubscriptionMeaning> = new Map([
  ...IMPORTED_SUBSCRIPTIONS.flatMap((state) => [
    [headingKey(SUBSCRIPTION_TITLES[state]), state] as const,
    ...SUBSCRIPTION_WORDS[state].split(' ').map((word) => [word, state] as const),
  ]),
  ...SUBSCRIPTION_WORDS.unsaid.split(' ').map((word) => [word, 'unsaid'] as const),
])

/** Words that also describe people who are no subscribers. */
const VAGUE = new Set(
  'active aktiv actif activo attivo ativo actief aktywny enabled confirmed accepted inactive inaktiv inactif inactivo inattivo inativo inactief nieaktywny disabled cancelled canceled removed archived invalid unknown none waiting blocked accepted rejected declined reported'.split(
    ' ',
  ),
)

/** Whether values of a column called "Status" are about a newsletter, and not about sales. */
export function areSubscriptions(values: readonly string[]): boolean {
  const words = values.map(headingKey)
  const known = words.filter((word) => SUBSCRIPTIONS.has(word))
  return known.length * 2 > words.length && known.some((word) => !VAGUE.has(word))
}

/** What the values of a column mean, and those of which nobody knows it. */
export interface ValueGuess<Meaning extends string> {
  /** By the value, trimmed, in lower case. */
  values: Record<string, Meaning>
  /** In the form of the file. */
  unknown: string[]
}

function guessValues<Meaning extends string>(
  values: readonly string[],
  meaningOf: (value: string) => Meaning | null,
): ValueGuess<Meaning> {
  const known = new Map<string, Meaning>()
  const unknown = new Map<string, string>()
  for (const value of values) {
    const key = valueKey(value)
    if (key === '' || known.has(key)) continue
    const meaning = meaningOf(value)
    if (meaning === null) unknown.set(key, value)
    else known.set(key, meaning)
  }
  return {values: Object.fromEntries(known), unknown: [...unknown.values()]}
}

/** Guesses what values of a column about a newsletter subscription mean: words, or yes for a subscription. */
export function guessSubscriptions(values: readonly string[]): ValueGuess<SubscriptionMeaning> {
  return guessValues(values, (value) => {
    const answer = parseYesNoCell(value)
    if (answer !== null) return answer ? 'subscribed' : 'none'
    return SUBSCRIPTIONS.get(headingKey(value)) ?? null
  })
}

/** Guesses what values of a column about refused mail mean: words, or yes for an ended subscription. */
export function guessOptOuts(values: readonly string[]): ValueGuess<SubscriptionMeaning> {
  return guessValues(values, (value) => {
    const answer = parseYesNoCell(value)
    if (answer !== null) return answer ? 'unsubscribed' : 'unsaid'
    return SUBSCRIPTIONS.get(headingKey(value)) ?? null
  })
}

/** A status of the site. */
export interface SiteStatus {
  value: string
  title?: string | null
  stage?: 'open' | 'won' | 'lost' | null
  isDefault?: boolean | null
}

/** Groups of words for statuses of leads; the first word is what sites commonly call it. */
const STATUS_WORDS: readonly {stage: 'open' | 'won' | 'lost'; words: string}[] = [
  {
    stage: 'open',
    words:
      'new newlead fresh open lead subscriber neu neuerlead nouveau nuevo nuovo novo nieuw ny nytt nowy unread uncontacted attemptedtocontact',
  },
  {
    stage: 'open',
    words:
      'contacted inprogress working connected opened opendeal kontaktiert inbearbeitung contacte encours contactado encurso contattato incorso gecontacteerd kontaktad kontaktet skontaktowany',
  },
  {
    stage: 'open',
    words:
      'qualified marketingqualifiedlead salesqualifiedlead mql sql opportunity prospect interested qualifiziert interessent qualifie interesse cualificado calificado interesado qualificato interessato qualificado interessado gekwalificeerd kvalificerad kvalificeret kvalifisert zakwalifikowany',
  },
  {
    stage: 'won',
    words:
      'won customer client closedwon converted evangelist buyer kunde gewonnen client gagne cliente ganado vinto ganho klant gewonnen kund vunnen vundet vunnet klient wygrany',
  },
  {
    stage: 'lost',
    words:
      'lost closedlost unqualified disqualified badtiming notinterested dead junk verloren unqualifiziert perdu perdido perso verloren forlorad tabt tapt przegrany stracony',
  },
]

function statusOfWord(word: string, statuses: readonly SiteStatus[]): string | null {
  const own = statuses.find(
    ({value, title}) => headingKey(value) === word || headingKey(title ?? '') === word,
  )
  if (own) return own.value
  const group = STATUS_WORDS.find(({words}) => words.split(' ').includes(word))
  if (!group) return null
  const words = new Set(group.words.split(' '))
  const alike = statuses.find(
    ({value, title}) => words.has(headingKey(value)) || words.has(headingKey(title ?? '')),
  )
  if (alike) return alike.value
  const [only, ...others] = statuses.filter(({stage}) => stage === group.stage)
  return only && others.length === 0 ? only.value : null
}

/** Guesses which of the site's statuses the values of a column mean. */
export function guessStatuses(
  values: readonly string[],
  statuses: readonly SiteStatus[],
): ValueGuess<string> {
  return guessValues(values, (value) => statusOfWord(headingKey(value), statuses))
}

/** A member of the project. */
export interface Member {
  id: string
  name?: string | null
  email?: string | null
}

/** Guesses which members the values of a column mean, by id, name or e-mail address. */
export function guessOwners(
  values: readonly string[],
  members: readonly Member[],
): ValueGuess<string> {
  const ids = new Map<string, Set<string>>()
  for (const {id, name, email} of members) {
    for (const key of [id, name ?? '', email ?? ''].map(headingKey)) {
      if (key !== '') ids.set(key, (ids.get(key) ?? new Set()).add(id))
    }
  }
  return guessValues(values, (value) => {
    // Two members of one name are nobody: a person chooses.
    const [id, ...others] = ids.get(headingKey(value)) ?? []
    return id !== undefined && others.length === 0 ? id : null
  })
}
