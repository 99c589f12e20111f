export interface PageWords {
  optional: string
  send: string
  signUp: string
  sending: string
  missing: string
  badEmail: string
  needsConsent: string
  thanks: string
  checkMail: string
  again: string
  busy: string
  unreachable: string
  paused: string
  fixErrors: string
}

const ENGLISH: PageWords = {
  optional: 'optional',
  send: 'Send',
  signUp: 'Sign up',
  sending: 'Sending …',
  missing: 'Please fill this in.',
  badEmail: 'This does not look like an e-mail address.',
  needsConsent: 'Please tick the box.',
  thanks: 'Thank you. Your message has arrived.',
  checkMail: 'One more step: open the e-mail that we just sent, and confirm with its link.',
  again: 'Send another',
  busy: 'We are receiving many forms at the moment. Please try again in a minute.',
  unreachable: 'Your message could not be sent. Please try again.',
  paused: 'The forms of this site are paused at the moment.',
  fixErrors: 'Please check the marked fields.',
}

const GERMAN: PageWords = {
  optional: 'freiwillig',
  send: 'Absenden',
  signUp: 'Anmelden',
  sending: 'Wird gesendet …',
  missing: 'Bitte ausfüllen.',
  badEmail: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
  needsConsent: 'Bitte setzen Sie das Häkchen.',
  thanks: 'Vielen Dank. Ihre Nachricht ist angekommen.',
  checkMail:
    'Fast geschafft: Bitte bestätigen Sie über den Link in der E-Mail, die wir Ihnen gerade gesendet haben.',
  again: 'Noch eine senden',
  busy: 'Gerade ist viel los. Bitte versuchen Sie es gleich noch einmal.',
  unreachable: 'Ihre Nachricht kam nicht an. Bitte versuchen Sie es noch einmal.',
  paused: 'Die Formulare dieser Seite sind zurzeit geschlossen.',
  fixErrors: 'Bitte prüfen Sie die markierten Felder.',
}

const SPANISH: PageWords = {
  optional: 'opcional',
  send: 'Enviar',
  signUp: 'Suscribirme',
  sending: 'Enviando …',
  missing: 'Completa este campo.',
  badEmail: 'Esto no parece una dirección de correo.',
  needsConsent: 'Marca la casilla.',
  thanks: 'Gracias. Recibimos tu mensaje.',
  checkMail: 'Falta un paso: confirma con el enlace del correo que acabamos de enviarte.',
  again: 'Enviar otro',
  busy: 'Hay mucho movimiento ahora. Inténtalo de nuevo en un momento.',
  unreachable: 'Tu mensaje no llegó. Inténtalo de nuevo.',
  paused: 'Los formularios de este sitio están en pausa.',
  fixErrors: 'Revisa los campos marcados.',
}

/** The words for a BCP 47 tag; English where there are none. */
export function pageWords(locale: string): PageWords {
  const language = locale.split('-')[0]
  return language === 'de' ? GERMAN : language === 'es' ? SPANISH : ENGLISH
}
