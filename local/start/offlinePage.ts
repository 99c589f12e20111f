/**
 * Takes out of a built Studio's page or style sheet what it would fetch from Sanity's servers: the
 * web font, for which the system's own stands in, and the script by which Sanity's dashboard embeds
 * a Studio. With a lake on this machine there may be no network, and each would fail noisily.
 */
export function withoutRemoteAssets(text: string): string {
  return text
    .replaceAll(/@font-face\s*\{[^}]*url\(["']?https:[^}]*\}/g, '')
    .replaceAll(/<script\b[^>]*\bdata-sanity-core\b[^>]*><\/script>\s*/g, '')
}

/**
 * Answers, in the page itself, the two questions the Studio asks Sanity's own servers and that no
 * setting turns off: whether there are newer versions of it (every quarter of an hour) and whether
 * feedback can be sent. The answer to both is no. All else passes.
 */
export const ANSWER_FOR_SANITY = `(() => {
  const fetchAnything = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = typeof input === 'string' ? input : (input.url ?? String(input))
    if (url.startsWith('https://sanity-cdn.com/v1/modules/')) {
      return Promise.resolve(Response.json({}))
    }
    if (url === 'https://api.sanity.io/vX/intake/feedback') {
      return Promise.resolve(new Response(null, {status: 404}))
    }
    return fetchAnything(input, init)
  }
})()`
