import {useLayoutEffect, useRef} from 'react'

/** What a {@link HeadingCheckbox} shows and does. */
export interface HeadingCheckboxProps {
  /** How many of the loaded rows are chosen. */
  chosen: 'none' | 'some' | 'all'
  label: string
  onChoose: () => void
}

/**
 * The checkbox over all loaded rows. That some are chosen is a property of the element, not an
 * attribute: browsers tell assistive technology by themselves, and `aria-checked` may not repeat it.
 */
export function HeadingCheckbox({chosen, label, onChoose}: HeadingCheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = chosen === 'some'
  }, [chosen])
  return (
    <input
      aria-label={label}
      checked={chosen === 'all'}
      data-column={0}
      onChange={onChoose}
      ref={box}
      tabIndex={-1}
      title={label}
      type="checkbox"
    />
  )
}
