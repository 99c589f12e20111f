import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
} from '../../../core/audience/definition.ts'

/** How many conditions are rendered at once; a screen has room for fewer. */
export const DRAWN_AT_ONCE = 14

/** Conditions this near to the visible part are rendered, in pixels. */
const MARGIN = 600

/**
 * The conditions of a large definition that are not rendered yet. A condition consists of some twenty
 * components: rendering 250 of them blocks the page for seconds. So they are rendered when they come
 * near to the visible part, and stay rendered.
 */
export interface LazyRules {
  isPending: (id: string) => boolean
  /** Calls back when the element of a pending condition comes near. Returns a function that stops it. */
  watch: (id: string, element: Element, onNear: () => void) => () => void
  /** The condition is rendered from now on. */
  draw: (id: string) => void
}

function idsOf(group: AudienceGroup): string[] {
  return group.rules.flatMap((node) => (isAudienceGroup(node) ? idsOf(node) : [node.id]))
}

/** The nearest scrolling ancestor; `null` for the page. */
function scrollerOf(element: Element): Element | null {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(around).overflowY)) return around
  }
  return null
}

/** Starts with all conditions beyond the first ones pending. */
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
