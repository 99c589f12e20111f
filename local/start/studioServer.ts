import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {serveStatic} from '@hono/node-server/serve-static'
import {Hono} from 'hono'
import {interFont} from './interFont.ts'
import {ANSWER_FOR_SANITY, withoutRemoteAssets} from './offlinePage.ts'

const YEAR_SECONDS = 31_536_000
const FONT_PATH = '/static/inter'

/** Whether the Studio's data is in a lake rather than with Sanity; it then has to do without network. */
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

/**
 * Serves a built Studio as a single-page app. The environment is put into the page rather than into
 * the build, so that one build serves stacks on any port.
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
