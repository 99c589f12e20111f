import type {DemoSiteProfile} from '../siteProfile.ts'
import {bluefernSegments} from './bluefernSegments.ts'
import {formField, leadStatus} from './demoSite.ts'

/** Planting for offices and courtyards, in Berlin; asks for consent on its enquiry form too. */
export const bluefern: DemoSiteProfile = {
  key: 'bluefern',
  names: 'de',
  timeZone: 'Europe/Berlin',
  season: [0.6, 0.8, 1.3, 1.5, 1.4, 1.1, 0.8, 0.7, 1.1, 1, 0.8, 0.5],
  origin: 'https://bluefern.example',
  registry: {
    title: 'Bluefern Begrünung',
    hosts: ['bluefern.example', 'www.bluefern.example'],
    adminHosts: ['bluefern.localhost', 'admin.bluefern.example'],
    locale: 'de-DE',
    createdDaysAgo: 745,
    revisedDaysAgo: 265,
    leadStatuses: [
      leadStatus('new', 'Neu', 'primary', 'open'),
      leadStatus('called', 'Angerufen', 'default', 'open'),
      leadStatus('visit', 'Vor-Ort-Termin', 'caution', 'open'),
      leadStatus('offer', 'Angebot', 'caution', 'open'),
      leadStatus('ordered', 'Beauftragt', 'positive', 'won'),
      leadStatus('declined', 'Abgesagt', 'critical', 'lost'),
    ],
    newsletterTexts: [
      'Ich möchte den Bluefern-Newsletter per E-Mail erhalten. Abmelden kann ich mich jederzeit.',
      'Ich willige ein, dass mir Bluefern einmal im Monat einen Newsletter mit Pflegetipps, Referenzen und Angeboten zu Begrünungen per E-Mail sendet. Ich kann die Einwilligung jederzeit über den Link in jeder Ausgabe widerrufen.',
    ],
    contactTexts: [
      'Ich bin einverstanden, dass Bluefern meine Angaben zur Beantwortung meiner Anfrage verwendet.',
      'Ich willige ein, dass Bluefern meine Angaben verarbeitet, um meine Anfrage per E-Mail oder Telefon zu beantworten. Die Einwilligung kann ich jederzeit für die Zukunft widerrufen.',
    ],
    newsletter: {
      title: 'Newsletter',
      version: 2,
      fields: [
        formField('email', 'E-Mail-Adresse', 'email', true, 'email'),
        formField('name', 'Ihr Name', 'string', false, 'name'),
      ],
    },
    contact: {
      title: 'Anfrage',
      version: 2,
      requiresConsent: true,
      fields: [
        formField('name', 'Ihr Name', 'string', true, 'name'),
        formField('email', 'E-Mail-Adresse', 'email', true, 'email'),
        formField('company', 'Firma', 'string', false, 'company'),
        formField('phone', 'Telefon', 'tel', false, 'phone'),
        formField('message', 'Was dürfen wir begrünen?', 'text', true),
      ],
    },
    mail: {
      fromName: 'Bluefern',
      fromAddress: 'hallo@bluefern.test',
      replyTo: 'buero@bluefern.test',
    },
    shopify: true,
  },
  visits: [
    [{path: '/'}, 24],
    [{path: '/leistungen/innenhof'}, 15],
    [{path: '/leistungen/buero'}, 15],
    [
      {
        path: '/leistungen/buero',
        referrer: 'https://suche.example.com/',
        utm: {source: 'suche', medium: 'cpc', campaign: 'buero-begruenung'},
      },
      17,
    ],
    [
      {
        path: '/leistungen/dach',
        referrer: 'https://suche.example.com/',
        utm: {source: 'suche', medium: 'cpc', campaign: 'dachgarten', term: 'dachgarten kosten'},
      },
      8,
    ],
    [{path: '/pflege', utm: {source: 'newsletter', medium: 'email', campaign: 'fruehling'}}, 7],
    [
      {
        path: '/referenzen',
        referrer: 'https://netzwerk.example.org/',
        utm: {source: 'empfehlung', medium: 'referral', campaign: 'architekten'},
      },
      6,
    ],
  ],
  messages: [
    'Unser Büro hat rund 300 m² auf zwei Etagen, viel Schatten. Was wächst dort?',
    'Wir planen einen Innenhof mit 14 Wohnungen und suchen jemanden für Planung und Pflege.',
    'Können Sie die Pflege bestehender Pflanzkübel übernehmen? Es sind etwa vierzig.',
    'Bitte um ein Angebot für eine Dachbegrünung, Fläche etwa 180 m², Traglast liegt vor.',
    'Für unsere Empfangshalle hätten wir gern eine begrünte Wand, ungefähr 4 × 3 m.',
    'Wie schnell könnten Sie einen Vor-Ort-Termin in Potsdam anbieten?',
    'Mieten wir Pflanzen bei Ihnen oder kaufen wir sie? Wir sind noch unentschlossen.',
    'Unsere Kita wünscht sich Hochbeete, ungiftig und pflegeleicht.',
    'Welche Pflanzen vertragen die trockene Luft neben Servern?',
    'Wir ziehen im Herbst um und möchten alle Pflanzen mitnehmen.',
  ],
  closings: [
    'Vielen Dank im Voraus!',
    'Am besten vormittags.',
    '',
    '',
    'Mit freundlichen Grüßen',
    'Rückruf gern nach 16 Uhr.',
  ],
  jobTitles: [
    'Geschäftsführerin',
    'Facility-Managerin',
    'Büroleitung',
    'Hausverwalter',
    'Architektin',
    'Einkauf',
    'Kita-Leitung',
    'Projektleiter',
  ],
  industries: ['Büro', 'Wohnungsbau', 'Gastronomie', 'Architektur', 'Kita und Schule', 'Praxis'],
  plans: ['Miete', 'Kauf', 'Pflegevertrag'],
  tags: ['Innenhof', 'Büro', 'Dach', 'Pflege', 'Architekten', 'Stammkunde'],
  notes: [
    'Nicht erreicht, Rückruf vereinbart',
    'Maße kommen per Mail',
    'Entscheidung nach der Eigentümerversammlung',
    'Wünscht ein zweites Angebot ohne Bewässerung',
  ],
  phone: (digits) => `+49 30 23125 ${digits.slice(0, 3)}`,
  imports: [
    {
      id: 'messe',
      title: 'Gartenmesse, Visitenkarten',
      tag: 'Architekten',
      daysAgo: 228,
      failed: 3,
      skipped: 4,
    },
    {
      id: 'alt',
      title: 'Altbestand aus der Kundenkartei',
      tag: 'Stammkunde',
      daysAgo: 690,
      failed: 11,
      skipped: 9,
    },
  ],
  campaigns: [
    {
      id: 'fruehling',
      title: 'Frühlingsbrief',
      description: 'Newsletter im März',
      subject: 'Jetzt umtopfen',
      daysAgo: 240,
    },
    {
      id: 'sommer',
      title: 'Sommerbrief',
      description: 'Newsletter im Juli',
      subject: 'Gießen, aber richtig',
      daysAgo: 130,
    },
    {
      id: 'herbst',
      title: 'Herbstbrief',
      description: 'Newsletter im Oktober',
      subject: 'Was jetzt in die Erde kommt',
      daysAgo: 35,
    },
    {
      id: 'winter',
      title: 'Winterbrief',
      description: 'In Arbeit',
      subject: 'Grün trotz Heizungsluft',
    },
  ],
  lists: [
    {
      id: 'architekten',
      title: 'Architekturbüros',
      description: 'Bekommen Planungsunterlagen',
      share: 0.08,
    },
    {id: 'pflege', title: 'Pflegekunden', description: 'Mit laufendem Vertrag', share: 0.12},
  ],
  segments: bluefernSegments,
}
