import type {Verdict} from './formats.ts'

const NAME = /^[A-Z][A-Z0-9_]*$/

/** Beginnings of credentials that are upper-case throughout, so that {@link NAME} lets them pass. */
const CREDENTIAL_PREFIXES = ['AKIA', 'ASIA', 'AROA', 'AIDA', 'SHPAT', 'SHPSS', 'SHPCA', 'GOCSPX']

function looksLikeSecret(value: string): boolean {
  const compact = value.replaceAll('_', '')
  if (CREDENTIAL_PREFIXES.some((prefix) => compact.startsWith(prefix)) && compact.length >= 16) {
    return true
  }
  // Names of variables are words. A long run with many digits in it is a key in base32 or hex.
  return value.split('_').some((word) => {
    const digits = word.replaceAll(/\D/g, '').length
    return word.length >= 16 && digits >= 3
  })
}

/**
 * The NAME of an environment variable that holds a secret. The secret itself must never come into a
 * document: everybody who may read the site could read it, and its history keeps it for good.
 */
export function environmentName(value: string | undefined): Verdict {
  if (value === undefined || value === '') return true
  if (!NAME.test(value)) {
    return 'Give the NAME of an environment variable, such as ACME_SMTP_URL: capital letters, digits and underscores. Never the secret itself. If you just pasted a secret here, replace it with a new one, because the history of this document may have kept it.'
  }
  return looksLikeSecret(value)
    ? 'This looks like a secret rather than the name of a variable. Put the secret into the environment and write the variable’s name here, such as ACME_SMTP_URL.'
    : true
}
