/**
 * Preloaded into the `sanity` command (`node --import`), whose API host cannot be set: requests to
 * `api.sanity.io` go to the lake that `SANITY_STUDIO_API_HOST` names, and to nowhere else.
 */
import http, {type ClientRequest, type IncomingMessage} from 'node:http'
import https, {type RequestOptions} from 'node:https'

const HOSTED = /^(?:[a-z0-9-]+\.)?api(?:cdn)?\.sanity\.(?:io|work)$/

const lake = process.env.SANITY_STUDIO_API_HOST
const direct = https.request

function toLake(
  options: RequestOptions,
  callback?: (response: IncomingMessage) => void,
): ClientRequest {
  const host = options.hostname ?? options.host ?? ''
  if (!HOSTED.test(host)) return direct(options, callback)
  if (!lake) throw new Error('Set SANITY_STUDIO_API_HOST to the URL of a local lake')
  const {hostname, port} = new URL(lake)
  const {agent: _agent, servername: _servername, ...rest} = options
  const request = http.request(
    {...rest, protocol: 'http:', host: hostname, hostname, port},
    callback,
  )
  request.setHeader('Host', `${hostname}:${port}`)
  return request
}

Object.defineProperty(https, 'request', {
  configurable: true,
  value: (first: unknown, ...rest: unknown[]) => {
    const isOptions = typeof first === 'object' && first !== null && !(first instanceof URL)
    return isOptions
      ? Reflect.apply(toLake, null, [first, ...rest])
      : Reflect.apply(direct, https, [first, ...rest])
  },
})
