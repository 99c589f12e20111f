/** What an editor of a value is given. */
export interface EditorProps {
  /** What the value is of, for screen readers. */
  label: string
  /** The value as it is stored, whatever it is. */
  value: unknown
  isReadOnly: boolean
  isInvalid: boolean
  /** Id of the element that says what is wrong with it. */
  describedBy: string | undefined
  onChange: (value: unknown) => void
}
