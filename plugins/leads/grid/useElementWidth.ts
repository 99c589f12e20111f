import {useEffect, useState} from 'react'

/**
 * Width of an element in pixels, kept up to date; 0 while there is no element.
 *
 * @param element - kept in a state, so that a change is noticed
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
