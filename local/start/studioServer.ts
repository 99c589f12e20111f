import {readFile} from 'node:fs/promises'
import {join, dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {serveStatic} from '@hono/node-server/serve-static'
import {Hono} from 'hono'

const YEAR_SECONDS = 31_536_000
const FONT_PATH = '/static/inter'

/**
 * Serves a built Studio as a single-page app. The environment is in the page and not in the build, so
 * one build serves stacks on any port.
 *
 * @param directory - what `sanity build` wrote
 */
export async function createStudioServer(
  directory: string,
  environment: Record<string, string>,
): Promise<Hono> {
  const built = await readFile(join(directory, 'index.html'), 'utf8')
  const offline = usesLake(environment)
  const font = offline ? await interFont(FONT_PATH) : null
  const own = font
    ? withoutRemoteAssets(built).replace('</head>', `<style>${font.css}</style></head>`)
    : built
  const page = withEnvironment(own, environment)
  const app = new Hono()
  app.use('/static/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
  })
  if (font) {
    app.use(
      `${FONT_PATH}/*`,
      serveStatic({root: font.files, rewriteRequestPath: (path) => path.slice(FONT_PATH.length)}),
    )
    app.get('/static/:file{[\\w.-]+\\.css}', async (c, next) => {
      const css = await readFile(join(directory, 'static', c.req.param('file')), 'utf8').catch(
        () => null,
      )
      return css === null
        ? next()
        : c.body(withoutRemoteAssets(css), 200, {'Content-Type': 'text/css'})
    })
  }
  app.use('/static/*', serveStatic({root: directory, precompressed: true}))
  app.use('/favicon.ico', serveStatic({root: directory, path: 'static/favicon.ico'}))
  app.get('/static/*', (c) => c.text('Not found', 404))
  app.get('*', (c) => c.html(page, 200, {'Cache-Control': 'no-store'}))
  return app
}

/** Whether the Studio uses an embedded lake; it then has to work without network. */
function usesLake(environment: Record<string, string>): boolean {
  return 'apiHost' in environment
}

function withEnvironment(html: string, environment: Record<string, string>): string {
  // `<` is escaped so that no value can close the script element.
  const json = JSON.stringify(environment).replaceAll('<', '\\u003c')
  const offline = usesLake(environment) ? `;${ANSWER_FOR_SANITY}` : ''
  const script = `<script>globalThis.__LEADS_STUDIO_ENV__=${json}${offline}</script>`
  return html.includes('<head>')
    ? html.replace('<head>', `<head>${script}`)
    : html.replace('</head>', `${script}</head>`)
}

const FAMILY_OF_PACKAGE = "'Inter Variable'"
/** What the Studio's style sheets call the font. */
const FAMILY_OF_STUDIO = 'Inter'

/** The Studio's typeface from the installed package, since it can't be fetched without network. */
export interface InterFont {
  /** Directory of the font files. */
  files: string
  /** Style sheet that names them under a path. */
  css: string
}

/**
 * @param path - where the font files will be served, without a slash at the end
 * @throws Error when the package is not installed
 */
export async function interFont(path: string): Promise<InterFont> {
  const entry = import.meta.resolve('@fontsource-variable/inter/index.css')
  const stylesheet = fileURLToPath(entry)
  const css = await readFile(stylesheet, 'utf8')
  return {
    files: join(dirname(stylesheet), 'files'),
    css: css.replaceAll(FAMILY_OF_PACKAGE, FAMILY_OF_STUDIO).replaceAll('./files/', `${path}/`),
  }
}

/**
 * Removes from a built Studio's page or style sheet what it would fetch from Sanity's servers: the web
 * font, and the script for embedding a Studio in Sanity's dashboard. With a lake on this machine there
 * may be no network, and each request would fail with an error.
 */
export function withoutRemoteAssets(text: string): string {
  return text
    .replaceAll(/@font-face\s*\{[^}]*url\(["']?https:[^}]*\}/g, '')
    .replaceAll(/<script\b[^>]*\bdata-sanity-core\b[^>]*><\/script>\s*/g, '')
}

/**
 * Script that answers the two requests of the Studio to Sanity's servers that no setting turns off:
 * whether there are newer versions (every quarter of an hour) and whether feedback can be sent. Both
 * answers are no. Other requests pass.
 */
const ANSWER_FOR_SANITY = `(() => {
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
