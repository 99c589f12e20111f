import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import {base64url} from '../core/crypto/encodings.ts'

/**
 * The default of `LEADS_SECRET` on the local stack. Person keys of the demo data derive from it, so
 * endpoints and functions of a stack must use the same one. It is public by design and protects
 * nothing: a deployment sets its own.
 */
export const LOCAL_SECRET = 'local-development-secret'

/**
 * The secret of the Shopify app on the local stack, with which compliance webhooks are signed. It is public
 * by design as well.
 */
export const LOCAL_APP_SECRET = 'local-shopify-app-secret'

/**
 * The key that signs the ends of audit trails on the local stack. It is public by design, as
 * {@link LOCAL_SECRET} is, and proves nothing.
 */
export const LOCAL_SIGNING_KEY = base64url(sha256(utf8ToBytes(`${LOCAL_SECRET} signing key`)))
