import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
} from '../../../core/audience/definition.ts'

/** How many conditions are drawn at once; a screen has room for fewer. */
export const DRAWN_AT_ONCE = 14

/** How far outside of what is seen conditions are drawn, in pixels. */
const MARGIN = 600

/**
 * The conditions of a large definition that are not drawn yet. A condition has some twenty controls'
 * parts: drawing 250 of them takes seconds, during which the page stands still. So they are drawn
 * when they come near to what is seen, and stay drawn from then on.
 */
export interface LazyRules {
  isPending: (id: string) => boolean
  /** Calls back once when the element of a pending condition comes near; gives what stops that. */
  watch: (id: string, element: Element, onNear: () => void) => () => void
  /** It is drawn from now on. */
  draw: (id: string) => void
}

function idsOf(group: AudienceGroup): string[] {
  return group.rules.flatMap((node) => (isAudienceGroup(node) ? idsOf(node) : [node.id]))
}

/** The nearest element around another one that scrolls; `null` for the page. */
function scrollerOf(element: Element): Element | null {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(around).overflowY)) return around
  }
  return null
}

/** The conditions that an editor begins with, those beyond the first ones pending. */
export function createLazyRules({root}: AudienceDefinition): LazyRules {
  const canWatch = typeof IntersectionObserver === 'function'
  const pending = new Set(canWatch ? idsOf(root).slice(DRAWN_AT_ONCE) : [])
  const watched = new Map<Element, () => void>()
  let observer: IntersectionObserver | null = null
  const observe = (element: Element) => {
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const {isIntersecting, target} of entries) if (isIntersecting) watched.get(target)?.()
      },
      {root: scrollerOf(element), rootMargin: `${MARGIN}px 0px`},
    )
    observer.observe(element)
  }
  return {
    isPending: (id) => pending.has(id),
    draw: (id) => void pending.delete(id),
    watch(id, element, onNear) {
      watched.set(element, () => {
        pending.delete(id)
        onNear()
      })
      observe(element)
      return () => {
        watched.delete(element)
        observer?.unobserve(element)
      }
    },
  }
}
