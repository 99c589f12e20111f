import {INTAKE_COLORS} from './chartStyle.ts'

/** The colour of a kind of form. */
export function Swatch(props: {kind: 'lead' | 'newsletter'}) {
  const background = INTAKE_COLORS[props.kind]
  return (
    <span
      aria-hidden="true"
      style={{background, borderRadius: 2, display: 'inline-block', height: 10, width: 10}}
    />
  )
}
