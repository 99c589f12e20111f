import {Button, Heading} from '@sanity/ui'
import {useRef} from 'react'
import {styled} from 'styled-components'
import {useArrivalFocus} from './useArrivalFocus.ts'

const Focusable = styled.div`
  border-radius: 3px;

  &:focus {
    outline: none;
  }

  &:focus-visible {
    box-shadow:
      0 0 0 4px var(--card-bg-color),
      0 0 0 6px var(--card-focus-ring-color);
  }
`

/** Visible only while it has the focus. */
const Skip = styled.div`
  background: var(--card-bg-color);
  border-radius: 3px;
  left: 8px;
  position: absolute;
  top: 8px;
  z-index: 4;

  &:not(:focus-within) {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    white-space: nowrap;
    width: 1px;
  }
`

/** What a {@link ToolHeading} shows. */
export interface ToolHeadingProps {
  title: string
  /** A link to the tool's content, for keyboard users. */
  skip?: {text: string; onSkip: () => void} | undefined
}

/**
 * The title of a tool. It takes the focus when the tool is opened, followed by a link to the content.
 * The tool's root needs a CSS position.
 */
export function ToolHeading(props: ToolHeadingProps) {
  const {title, skip} = props
  const heading = useRef<HTMLDivElement>(null)
  useArrivalFocus(heading)
  return (
    <>
      <Focusable ref={heading} tabIndex={-1}>
        <Heading as="h1" size={0}>
          {title}
        </Heading>
      </Focusable>
      {skip && (
        <Skip>
          <Button fontSize={1} onClick={skip.onSkip} padding={3} text={skip.text} tone="primary" />
        </Skip>
      )}
    </>
  )
}
