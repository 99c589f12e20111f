import {randomBytes} from 'node:crypto'
import {keyIdOf, publicKeyOf} from '../core/audit/signedHeads.ts'
import {base64url} from '../core/crypto/encodings.ts'

/**
 * Makes a key that signs the ends of audit trails, and prints it. Give the secret key to the functions
 * alone; whoever checks needs the public one.
 *
 *   npm run audit:keys
 */
const secretKey = base64url(randomBytes(32))
const publicKey = publicKeyOf(secretKey)
console.log(`Key ${keyIdOf(publicKey)}`)
console.log(`LEADS_AUDIT_SIGNING_KEY=${secretKey}`)
console.log(`LEADS_AUDIT_PUBLIC_KEYS=${publicKey}`)
