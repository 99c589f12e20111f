import {setImmediate} from 'node:timers/promises'
import type {Context} from 'hono'
import {LARGE, streamResponse, textResponse} from './compression.ts'

const ENCODER = new TextEncoder()

/**
 * The next text that is not empty. Between two of them other requests have their turn; an empty one
 * is nothing but such a turn.
 *
 * @returns `null` at the end, or once `isLeft` says so
 */
async function nextText(texts: Iterator<string>, isLeft: () => boolean): Promise<string | null> {
  for (;;) {
    const next = texts.next()
    if (next.done) return null
    if (next.value !== '') return next.value
    await setImmediate()
    if (isLeft()) return null
  }
}

/** A body of texts, only as fast as the reader takes them. */
function bodyOf(
  head: string,
  texts: Iterator<string>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  let isLeft = false
  let first: string | null = head
  return new ReadableStream({
    async pull(controller) {
      const text = first ?? (await nextText(texts, () => isLeft))
      first = null
      if (isLeft) return
      if (text !== null) {
        controller.enqueue(ENCODER.encode(text))
        return
      }
      onEnd()
      controller.close()
    },
    cancel() {
      isLeft = true
      onEnd()
    },
  })
}

/**
 * An answer of texts that are made one after the other. A short one is sent as a whole; a long one is
 * a stream, which holds no more of it than the reader takes.
 *
 * @param texts - each made by a bounded piece of work
 * @param onEnd - called once, when all was read or the reader is gone
 */
export async function streamTexts(
  context: Context,
  texts: Iterator<string>,
  headers: Record<string, string>,
  onEnd: () => void = () => undefined,
): Promise<Response> {
  const isLeft = () => context.req.raw.signal.aborted
  let head = ''
  let isWhole = false
  try {
    while (!isWhole && head.length < LARGE) {
      const text = await nextText(texts, isLeft)
      if (text === null) isWhole = true
      else head += text
    }
  } catch (error) {
    onEnd()
    throw error
  }
  if (!isWhole) return streamResponse(context, bodyOf(head, texts, onEnd), headers)
  onEnd()
  return textResponse(context, head, headers)
}
