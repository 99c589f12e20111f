import type {DemoSite} from '../documents.ts'
import {daysBefore, demoOrigins, formField, type DemoSiteSettings} from '../siteProfile.ts'

const HOSTS = ['northpeak.example']

/** Days before the reference day since when the second version of the consent texts is shown. */
const REVISED = 180

/** Registry document of the demo site Northpeak. */
export function northpeakSite({now, siteUrl, planLimit}: DemoSiteSettings): DemoSite {
  return {
    _id: 'site.northpeak',
    _type: 'site',
    _createdAt: daysBefore(now, 738),
    _updatedAt: daysBefore(now, REVISED),
    key: 'northpeak',
    title: 'Northpeak Expediciones',
    status: 'active',
    publicUrl: `${siteUrl}/northpeak`,
    hosts: HOSTS,
    adminHosts: ['northpeak.localhost', 'admin.northpeak.example'],
    allowedOrigins: demoOrigins('northpeak', HOSTS, siteUrl),
    timeZone: 'America/Santiago',
    locale: 'es-CL',
    planLimit,
    leadStatuses: [
      {_key: 'new', value: 'new', title: 'Nuevo', tone: 'primary', stage: 'open', isDefault: true},
      {_key: 'talking', value: 'talking', title: 'En conversación', tone: 'default', stage: 'open'},
      {_key: 'deposit', value: 'deposit', title: 'Reserva pagada', tone: 'caution', stage: 'open'},
      {_key: 'travelled', value: 'travelled', title: 'Viajó', tone: 'positive', stage: 'won'},
      {_key: 'cancelled', value: 'cancelled', title: 'Cancelado', tone: 'critical', stage: 'lost'},
    ],
    consentTexts: [
      {
        _key: 'newsletter-v1',
        id: 'newsletter',
        version: 1,
        purpose: 'newsletter',
        locale: 'es-CL',
        text: 'Quiero recibir el boletín de Northpeak por correo electrónico. Puedo darme de baja cuando quiera.',
        validFrom: daysBefore(now, 738),
      },
      {
        _key: 'newsletter-v2',
        id: 'newsletter',
        version: 2,
        purpose: 'newsletter',
        locale: 'es-CL',
        text: 'Acepto que Northpeak me envíe por correo electrónico, una vez al mes, fechas de salidas, relatos de montaña y ofertas. Puedo darme de baja en cualquier momento con el enlace de cada boletín.',
        validFrom: daysBefore(now, REVISED),
      },
      {
        _key: 'contact-v1',
        id: 'contact',
        version: 1,
        purpose: 'contact',
        locale: 'es-CL',
        text: 'Northpeak puede usar mis datos para responderme.',
        validFrom: daysBefore(now, 738),
      },
      {
        _key: 'contact-v2',
        id: 'contact',
        version: 2,
        purpose: 'contact',
        locale: 'es-CL',
        text: 'Northpeak puede usar los datos que envío aquí para responder a mi consulta por correo o por teléfono.',
        validFrom: daysBefore(now, REVISED),
      },
    ],
    forms: [
      {
        _key: 'newsletter',
        id: 'newsletter',
        kind: 'newsletter',
        title: 'Boletín',
        version: 1,
        consentTextId: 'newsletter',
        requiresConsent: true,
        requiresRenderToken: false,
        doubleOptIn: true,
        fields: [
          formField('email', 'Correo electrónico', 'email', true, 'email'),
          formField('name', 'Nombre', 'string', false, 'name'),
        ],
      },
      {
        _key: 'contact',
        id: 'contact',
        kind: 'lead',
        title: 'Consulta',
        version: 2,
        consentTextId: 'contact',
        requiresConsent: false,
        requiresRenderToken: false,
        doubleOptIn: false,
        fields: [
          formField('name', 'Nombre', 'string', true, 'name'),
          formField('email', 'Correo electrónico', 'email', true, 'email'),
          formField('company', 'Grupo o empresa', 'string', false, 'company'),
          formField('phone', 'Teléfono', 'tel', false, 'phone'),
          formField('message', '¿Qué cumbre tienes en mente?', 'text', true),
        ],
      },
    ],
    mail: {
      fromName: 'Northpeak',
      fromAddress: 'hola@northpeak.test',
      replyTo: 'guias@northpeak.test',
      smtpUrlEnv: 'LEADS_SMTP_URL',
    },
  }
}
