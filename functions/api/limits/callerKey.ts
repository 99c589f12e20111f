import {base32} from '../../../core/crypto/base32.ts'
import {mac} from '../../../core/crypto/mac.ts'
import {networkOf} from './network.ts'

/** What all callers count as whose address is no address. */
const UNKNOWN = 'unknown'

/**
 * The key that a caller is counted under: a keyed hash of the caller's network. It is of no use
 * outside this process, the address cannot be told from it, and nobody can find two networks with
 * the same key. All texts that are no address have one key.
 *
 * @param processSecret - random, made when the process starts
 */
export function callerKey(processSecret: string, address: string): string {
  return base32(mac(processSecret, networkOf(address) ?? UNKNOWN).subarray(0, 16))
}
