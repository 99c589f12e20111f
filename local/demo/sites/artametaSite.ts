import type {DemoSite} from '../documents.ts'
import {daysBefore, demoOrigins, formField, type DemoSiteSettings} from '../siteProfile.ts'

const HOSTS = ['artameta.com', 'www.artameta.com']

/** Days before the reference day since when the second version of the consent texts is shown. */
const REVISED = 310

/** Registry document of the demo site Artameta. */
export function artametaSite({now, siteUrl, planLimit}: DemoSiteSettings): DemoSite {
  return {
    _id: 'site.artameta',
    _type: 'site',
    _createdAt: daysBefore(now, 760),
    _updatedAt: daysBefore(now, REVISED),
    key: 'artameta',
    title: 'Artameta',
    status: 'active',
    publicUrl: `${siteUrl}/artameta`,
    hosts: HOSTS,
    adminHosts: ['localhost', '127.0.0.1', 'artameta.localhost', 'admin.artameta.com'],
    allowedOrigins: demoOrigins('artameta', HOSTS, siteUrl),
    timeZone: 'America/New_York',
    locale: 'en-US',
    planLimit,
    leadStatuses: [
      {_key: 'new', value: 'new', title: 'New', tone: 'primary', stage: 'open', isDefault: true},
      {_key: 'contacted', value: 'contacted', title: 'Contacted', tone: 'default', stage: 'open'},
      {_key: 'qualified', value: 'qualified', title: 'Qualified', tone: 'caution', stage: 'open'},
      {_key: 'proposal', value: 'proposal', title: 'Proposal', tone: 'caution', stage: 'open'},
      {_key: 'won', value: 'won', title: 'Customer', tone: 'positive', stage: 'won'},
      {_key: 'lost', value: 'lost', title: 'Lost', tone: 'critical', stage: 'lost'},
    ],
    consentTexts: [
      {
        _key: 'newsletter-v1',
        id: 'newsletter',
        version: 1,
        purpose: 'newsletter',
        locale: 'en-US',
        text: 'Send me the Artameta newsletter by e-mail. I can unsubscribe at any time.',
        validFrom: daysBefore(now, 760),
      },
      {
        _key: 'newsletter-v2',
        id: 'newsletter',
        version: 2,
        purpose: 'newsletter',
        locale: 'en-US',
        text: 'Send me the Artameta newsletter by e-mail, about twice a month: new features, exhibition stories and offers from Artameta. I can unsubscribe at any time with the link in every issue.',
        validFrom: daysBefore(now, REVISED),
      },
      {
        _key: 'contact-v1',
        id: 'contact',
        version: 1,
        purpose: 'contact',
        locale: 'en-US',
        text: 'Artameta may use what I send here to answer me.',
        validFrom: daysBefore(now, 760),
      },
      {
        _key: 'contact-v2',
        id: 'contact',
        version: 2,
        purpose: 'contact',
        locale: 'en-US',
        text: 'Artameta may use what I send here to answer my enquiry by e-mail or telephone, and keeps it for as long as that takes.',
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
          formField('email', 'E-mail address', 'email', true, 'email'),
          formField('name', 'Your name', 'string', false, 'name'),
        ],
      },
      {
        _key: 'contact',
        id: 'contact',
        kind: 'lead',
        title: 'Ask for a demo',
        version: 3,
        consentTextId: 'contact',
        requiresConsent: false,
        requiresRenderToken: false,
        doubleOptIn: false,
        fields: [
          formField('name', 'Your name', 'string', true, 'name'),
          formField('email', 'Work e-mail', 'email', true, 'email'),
          formField('company', 'Gallery or company', 'string', false, 'company'),
          formField('phone', 'Telephone', 'tel', false, 'phone'),
          formField('message', 'What would you like to do with Artameta?', 'text', true),
        ],
      },
    ],
    mail: {
      fromName: 'Artameta',
      fromAddress: 'hello@artameta.test',
      replyTo: 'studio@artameta.test',
      smtpUrlEnv: 'LEADS_SMTP_URL',
    },
    shopify: {
      storeDomain: 'artameta-demo.myshopify.com',
      accessTokenEnv: 'SHOPIFY_TOKEN_ARTAMETA',
      apiVersion: '2026-10',
    },
  }
}
