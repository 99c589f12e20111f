class NeverResized implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

function neverMatches(media: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
}

/** Puts in what jsdom lacks: it lays nothing out, and the Studio's components only need these to exist. */
export function standInBrowser(): void {
  globalThis.ResizeObserver = NeverResized
  globalThis.matchMedia = neverMatches
  Element.prototype.scrollIntoView = () => undefined
  Element.prototype.scrollTo = () => undefined
}
