import type {ApiContext} from './services.ts'

/**
 * The token of `Authorization: Bearer …` (RFC 6750).
 *
 * @param most - longest token, in characters
 * @returns `undefined` where there is none, or a longer one
 */
export function bearerToken(context: ApiContext, most: number): string | undefined {
  const header = context.req.header('authorization') ?? ''
  const [, token] = /^Bearer (\S+)$/iu.exec(header) ?? []
  return token !== undefined && token.length <= most ? token : undefined
}
