import type {ApiContext} from './services.ts'

/**
 * The token of `Authorization: Bearer …` (RFC 6750).
 *
 * @param maxLength - longest token, in characters
 * @returns `undefined` for no token, or a longer one
 */
export function bearerToken(context: ApiContext, maxLength: number): string | undefined {
  const header = context.req.header('authorization') ?? ''
  const [, token] = /^Bearer (\S+)$/iu.exec(header) ?? []
  return token !== undefined && token.length <= maxLength ? token : undefined
}
