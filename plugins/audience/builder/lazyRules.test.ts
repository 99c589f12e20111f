// @vitest-environment jsdom
import {afterEach, describe, expect, test, vi} from 'vitest'
import {EVERYBODY, type AudienceDefinition} from '../../../core/audience/definition.ts'
import {createLazyRules, DRAWN_AT_ONCE} from './lazyRules.ts'

function definitionOf(count: number): AudienceDefinition {
  const rules = Array.from({length: count}, (_, index) => ({
    id: `r${index}`,
    field: 'company',
    operator: 'is',
    value: 'x',
  }))
  const group = {id: 'g', combinator: 'or' as const, rules}
  return {...EVERYBODY, root: {...EVERYBODY.root, rules: [group]}}
}

/** What jsdom lacks: says that an element is seen when the test says so. */
class SeenObserver {
  static all: SeenObserver[] = []
  elements = new Set<Element>()
  root: Element | null
  tell: (entries: {isIntersecting: boolean; target: Element}[]) => void
  constructor(tell: SeenObserver['tell'], options: {root: Element | null}) {
    this.tell = tell
    this.root = options.root
    SeenObserver.all.push(this)
  }
  observe(element: Element) {
    this.elements.add(element)
  }
  unobserve(element: Element) {
    this.elements.delete(element)
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
  SeenObserver.all = []
})

describe('conditions of a large definition', () => {
  test('are all drawn at once where visibility is unknown', () => {
    expect(createLazyRules(definitionOf(250)).isPending('r249')).toBe(false)
  })

  test('are drawn when they come near the visible area', () => {
    vi.stubGlobal('IntersectionObserver', SeenObserver)
    const lazy = createLazyRules(definitionOf(250))
    expect(lazy.isPending(`r${DRAWN_AT_ONCE - 1}`)).toBe(false)
    expect(lazy.isPending('r249')).toBe(true)
    expect(lazy.isPending('added later')).toBe(false)

    const scroller = document.createElement('div')
    scroller.style.overflowY = 'auto'
    const [near, far] = [document.createElement('button'), document.createElement('button')]
    scroller.append(near, far)
    document.body.append(scroller)
    const drawn: string[] = []
    const stop = lazy.watch('r100', near, () => drawn.push('r100'))
    lazy.watch('r249', far, () => drawn.push('r249'))
    const [observer] = SeenObserver.all
    expect(SeenObserver.all).toHaveLength(1)
    expect(observer?.root).toBe(scroller)
    observer?.tell([
      {isIntersecting: true, target: near},
      {isIntersecting: false, target: far},
    ])
    expect(drawn).toEqual(['r100'])
    // Drawn anew, as after being moved to another group, it does not wait again.
    expect(lazy.isPending('r100')).toBe(false)
    stop()
    expect([...(observer?.elements ?? [])]).toEqual([far])
  })
})
