import {useEffect, useState} from 'react'

/**
 * The current width of an element in pixels; 0 without an element.
 *
 * @param element - from a state, so that a new element renders again
 */
export function useElementWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element) return undefined
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}
