import {vi} from 'vitest'

/** Puts in what jsdom lacks: it lays nothing out, and the Studio's components only need these to exist. */
export function standInBrowser(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  Element.prototype.scrollIntoView = () => undefined
  Element.prototype.scrollTo = () => undefined
}
