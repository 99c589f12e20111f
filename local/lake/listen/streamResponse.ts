import type {EventStream} from './eventStream.ts'

/** The HTTP response that carries a stream of events. */
export function streamResponse(stream: EventStream): Response {
  return new Response(stream.body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}
