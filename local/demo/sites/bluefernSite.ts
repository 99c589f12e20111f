import type {DemoSite} from '../documents.ts'
import {daysBefore, demoOrigins, formField, type DemoSiteSettings} from '../siteProfile.ts'

const HOSTS = ['bluefern.example', 'www.bluefern.example']

/** Days before the reference day since when the second version of the consent texts is shown. */
const REVISED = 265

/** Registry document of the demo site Bluefern. */
export function bluefernSite({now, siteUrl, planLimit}: DemoSiteSettings): DemoSite {
  return {
    _id: 'site.bluefern',
    _type: 'site',
    _createdAt: daysBefore(now, 745),
    _updatedAt: daysBefore(now, REVISED),
    key: 'bluefern',
    title: 'Bluefern Begrünung',
    status: 'active',
    publicUrl: `${siteUrl}/bluefern`,
    hosts: HOSTS,
    adminHosts: ['bluefern.localhost', 'admin.bluefern.example'],
    allowedOrigins: demoOrigins('bluefern', HOSTS, siteUrl),
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
    planLimit,
    leadStatuses: [
      {_key: 'new', value: 'new', title: 'Neu', tone: 'primary', stage: 'open', isDefault: true},
      {_key: 'called', value: 'called', title: 'Angerufen', tone: 'default', stage: 'open'},
      {_key: 'visit', value: 'visit', title: 'Vor-Ort-Termin', tone: 'caution', stage: 'open'},
      {_key: 'offer', value: 'offer', title: 'Angebot', tone: 'caution', stage: 'open'},
      {_key: 'ordered', value: 'ordered', title: 'Beauftragt', tone: 'positive', stage: 'won'},
      {_key: 'declined', value: 'declined', title: 'Abgesagt', tone: 'critical', stage: 'lost'},
    ],
    consentTexts: [
      {
        _key: 'newsletter-v1',
        id: 'newsletter',
        version: 1,
        purpose: 'newsletter',
        locale: 'de-DE',
        text: 'Ich möchte den Bluefern-Newsletter per E-Mail erhalten. Abmelden kann ich mich jederzeit.',
        validFrom: daysBefore(now, 745),
      },
      {
        _key: 'newsletter-v2',
        id: 'newsletter',
        version: 2,
        purpose: 'newsletter',
        locale: 'de-DE',
        text: 'Ich willige ein, dass mir Bluefern einmal im Monat einen Newsletter mit Pflegetipps, Referenzen und Angeboten zu Begrünungen per E-Mail sendet. Ich kann die Einwilligung jederzeit über den Link in jeder Ausgabe widerrufen.',
        validFrom: daysBefore(now, REVISED),
      },
      {
        _key: 'contact-v1',
        id: 'contact',
        version: 1,
        purpose: 'contact',
        locale: 'de-DE',
        text: 'Ich bin einverstanden, dass Bluefern meine Angaben zur Beantwortung meiner Anfrage verwendet.',
        validFrom: daysBefore(now, 745),
      },
      {
        _key: 'contact-v2',
        id: 'contact',
        version: 2,
        purpose: 'contact',
        locale: 'de-DE',
        text: 'Ich willige ein, dass Bluefern meine Angaben verarbeitet, um meine Anfrage per E-Mail oder Telefon zu beantworten. Die Einwilligung kann ich jederzeit für die Zukunft widerrufen.',
        validFrom: daysBefore(now, REVISED),
      },
    ],
    forms: [
      {
        _key: 'newsletter',
        id: 'newsletter',
        kind: 'newsletter',
        title: 'Newsletter',
        version: 2,
        consentTextId: 'newsletter',
        requiresConsent: true,
        requiresRenderToken: false,
        doubleOptIn: true,
        fields: [
          formField('email', 'E-Mail-Adresse', 'email', true, 'email'),
          formField('name', 'Ihr Name', 'string', false, 'name'),
        ],
      },
      {
        _key: 'contact',
        id: 'contact',
        kind: 'lead',
        title: 'Anfrage',
        version: 2,
        consentTextId: 'contact',
        requiresConsent: true,
        requiresRenderToken: false,
        doubleOptIn: false,
        fields: [
          formField('name', 'Ihr Name', 'string', true, 'name'),
          formField('email', 'E-Mail-Adresse', 'email', true, 'email'),
          formField('company', 'Firma', 'string', false, 'company'),
          formField('phone', 'Telefon', 'tel', false, 'phone'),
          formField('message', 'Was dürfen wir begrünen?', 'text', true),
        ],
      },
    ],
    mail: {
      fromName: 'Bluefern',
      fromAddress: 'hallo@bluefern.test',
      replyTo: 'buero@bluefern.test',
      smtpUrlEnv: 'LEADS_SMTP_URL',
    },
    shopify: {
      storeDomain: 'bluefern-demo.myshopify.com',
      accessTokenEnv: 'SHOPIFY_TOKEN_BLUEFERN',
      apiVersion: '2026-10',
    },
  }
}
