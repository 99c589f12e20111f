/**
 * A body of parts of text, which are made as fast as they are taken. A part that fails breaks the answer off,
 * so that nobody takes half a file for a whole one.
 *
 * @param onCancel - called when the other side leaves
 */
export function textStream(
  parts: AsyncGenerator<{text: string}>,
  onCancel: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const {done, value} = await parts.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value.text))
      },
      async cancel() {
        onCancel()
        await parts.return(undefined)
      },
    },
    {highWaterMark: 1},
  )
}
