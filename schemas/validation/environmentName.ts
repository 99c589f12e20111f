import type {Verdict} from './formats.ts'

const NAME = /^[A-Z][A-Z0-9_]*$/

/** Prefixes of credentials that are all upper-case, so that they match {@link NAME}. */
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
 * Checks the name of an environment variable that holds a secret. The secret itself must not be in a
 * document: everybody who can read the site could read it, and the history keeps it.
 */
export function environmentName(value: string | undefined): Verdict {
  if (value === undefined || value === '') return true
  if (!NAME.test(value)) {
    return 'Enter the NAME of an environment variable, such as ACME_SMTP_URL: capital letters, digits and underscores. If you pasted a secret here, replace it with a new one, because the history of this document may contain it.'
  }
  return looksLikeSecret(value)
    ? 'This looks like a secret, not like the name of a variable. Set the secret in the environment and enter the variable’s name, such as ACME_SMTP_URL.'
    : true
}
