import {Path} from 'groq-js'

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/**
 * What `path()` gives, as the hosted API matches ids: segments between dots are taken literally,
 * `*` stands for one segment and `**` for any rest. groq-js 2.0.0 lets any character stand where
 * the pattern has a dot, so that its `path("blue.**")` matches the documents of `bluefern` too: a
 * grant must never be evaluated by it.
 */
export class IdPath extends Path {
  readonly #expression: RegExp
  readonly #text: string

  constructor(pattern: string) {
    super(pattern)
    this.#text = pattern
    const segments = pattern.split('.').map((segment) => {
      if (segment === '*') return '[^.]+'
      return segment === '**' ? '.*' : escaped(segment)
    })
    this.#expression = new RegExp(`^${segments.join(String.raw`\.`)}$`, 's')
  }

  /** The pattern as it was written. */
  get text(): string {
    return this.#text
  }

  /** Whether an id is one that the pattern means. */
  matches(id: string): boolean {
    return this.#expression.test(id)
  }
}
