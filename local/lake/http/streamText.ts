import {setImmediate} from 'node:timers/promises'

const ENCODER = new TextEncoder()

/**
 * A response body of texts that are made one after the other, only as fast as the reader takes them.
 * Between two of them other requests have their turn; an empty one is nothing but such a turn.
 *
 * @param texts - each made by a bounded piece of work
 * @param onEnd - called once, when all was read or the reader is gone
 */
export function streamText(
  texts: Iterator<string>,
  onEnd: () => void = () => undefined,
): ReadableStream<Uint8Array> {
  let isLeft = false
  return new ReadableStream({
    async pull(controller) {
      let next = texts.next()
      while (!next.done && next.value === '') {
        await setImmediate()
        if (isLeft) return
        next = texts.next()
      }
      if (!next.done) {
        controller.enqueue(ENCODER.encode(next.value))
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
