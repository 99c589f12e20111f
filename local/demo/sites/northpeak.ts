import type {DemoSiteProfile} from '../siteProfile.ts'
import {formField, leadStatus} from './demoSite.ts'
import {northpeakSegments} from './northpeakSegments.ts'

/** Guided tours in the Andes, in Santiago: southern seasons, and no Shopify store. */
export const northpeak: DemoSiteProfile = {
  key: 'northpeak',
  names: 'es',
  timeZone: 'America/Santiago',
  season: [1.4, 1.2, 0.8, 0.6, 0.5, 0.8, 0.9, 0.8, 1, 1.3, 1.5, 1.6],
  origin: 'https://northpeak.example',
  registry: {
    title: 'Northpeak Expediciones',
    hosts: ['northpeak.example'],
    adminHosts: ['northpeak.localhost', 'admin.northpeak.example'],
    locale: 'es-CL',
    createdDaysAgo: 738,
    revisedDaysAgo: 180,
    leadStatuses: [
      leadStatus('new', 'Nuevo', 'primary', 'open'),
      leadStatus('talking', 'En conversación', 'default', 'open'),
      leadStatus('deposit', 'Reserva pagada', 'caution', 'open'),
      leadStatus('travelled', 'Viajó', 'positive', 'won'),
      leadStatus('cancelled', 'Cancelado', 'critical', 'lost'),
    ],
    newsletterTexts: [
      'Quiero recibir el boletín de Northpeak por correo electrónico. Puedo darme de baja cuando quiera.',
      'Acepto que Northpeak me envíe por correo electrónico, una vez al mes, fechas de salidas, relatos de montaña y ofertas. Puedo darme de baja en cualquier momento con el enlace de cada boletín.',
    ],
    contactTexts: [
      'Northpeak puede usar mis datos para responderme.',
      'Northpeak puede usar los datos que envío aquí para responder a mi consulta por correo o por teléfono.',
    ],
    newsletter: {
      title: 'Boletín',
      version: 1,
      fields: [
        formField('email', 'Correo electrónico', 'email', true, 'email'),
        formField('name', 'Nombre', 'string', false, 'name'),
      ],
    },
    contact: {
      title: 'Consulta',
      version: 2,
      requiresConsent: false,
      fields: [
        formField('name', 'Nombre', 'string', true, 'name'),
        formField('email', 'Correo electrónico', 'email', true, 'email'),
        formField('company', 'Grupo o empresa', 'string', false, 'company'),
        formField('phone', 'Teléfono', 'tel', false, 'phone'),
        formField('message', '¿Qué cumbre tienes en mente?', 'text', true),
      ],
    },
    mail: {
      fromName: 'Northpeak',
      fromAddress: 'hola@northpeak.test',
      replyTo: 'guias@northpeak.test',
    },
    shopify: false,
  },
  visits: [
    [{path: '/'}, 25],
    [{path: '/salidas'}, 18],
    [{path: '/salidas/aconcagua'}, 10],
    [
      {
        path: '/salidas',
        referrer: 'https://social.example.org/',
        utm: {source: 'social', medium: 'paid', campaign: 'temporada'},
      },
      14,
    ],
    [
      {
        path: '/escuela',
        referrer: 'https://buscar.example.com/',
        utm: {source: 'buscar', medium: 'cpc', campaign: 'curso-hielo'},
      },
      9,
    ],
    [{path: '/salidas', utm: {source: 'boletin', medium: 'email', campaign: 'primavera'}}, 8],
  ],
  messages: [
    'Somos seis, con experiencia en roca pero no en hielo. ¿Qué salida nos recomiendan en enero?',
    '¿Queda lugar para dos personas en la salida de noviembre?',
    'Quisiera un curso de autorrescate para el personal de nuestro refugio.',
    '¿Cuánto cuesta un guía privado por cuatro días?',
    'Tengo una alergia alimentaria, ¿cómo organizan las comidas en altura?',
    'Buscamos una actividad de equipo para cuarenta personas cerca de Santiago.',
    '¿Arriendan botas dobles y crampones, o hay que llevarlos?',
    'Mi hijo tiene quince años y entrena desde hace tres, ¿puede ir?',
  ],
  closings: ['¡Gracias!', 'Saludos', '', '', 'Quedo atento.', 'Mejor por la tarde.'],
  jobTitles: [
    'Profesora',
    'Ingeniero',
    'Encargada de personas',
    'Médica',
    'Guía',
    'Estudiante',
    'Gerente',
  ],
  industries: ['Club de montaña', 'Empresa', 'Universidad', 'Agencia de viajes', 'Particular'],
  plans: ['Salida de grupo', 'Guía privado', 'Escuela'],
  tags: ['altura', 'hielo', 'roca', 'grupo', 'escuela', 'repite'],
  notes: [
    'Pide fechas de febrero',
    'Falta el certificado médico',
    'Viaja con su club, confirma el lunes',
    'Prefiere contacto por teléfono',
  ],
  phone: (digits) => `+56 2 2555 ${digits.slice(0, 4)}`,
  imports: [
    {
      id: 'club',
      title: 'Socios del club de montaña',
      tag: 'grupo',
      daysAgo: 540,
      failed: 2,
      skipped: 6,
    },
  ],
  campaigns: [
    {
      id: 'primavera',
      title: 'Boletín de primavera',
      description: 'Fechas de la temporada',
      subject: 'Se abre la temporada',
      daysAgo: 58,
    },
    {
      id: 'verano',
      title: 'Boletín de verano',
      description: 'En preparación',
      subject: 'Cumbres de enero',
    },
  ],
  lists: [
    {id: 'socios', title: 'Socios de clubes', description: 'Con descuento de grupo', share: 0.1},
    {
      id: 'escuela',
      title: 'Interesados en la escuela',
      description: 'Preguntaron por cursos',
      share: 0.15,
    },
  ],
  segments: northpeakSegments,
}
