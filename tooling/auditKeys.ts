import {randomBytes} from 'node:crypto'
import {keyIdOf, publicKeyOf} from '../core/audit/signedHeads.ts'
import {base64url} from '../core/crypto/encodings.ts'

/**
 * Creates a key pair that signs the ends of audit trails, and prints it. Give the secret key only to the
 * functions; verifying needs the public key.
 *
 *   npm run audit:keys
 */
const secretKey = base64url(randomBytes(32))
const publicKey = publicKeyOf(secretKey)
console.log(`Key ${keyIdOf(publicKey)}`)
console.log(`LEADS_AUDIT_SIGNING_KEY=${secretKey}`)
console.log(`LEADS_AUDIT_PUBLIC_KEYS=${publicKey}`)
