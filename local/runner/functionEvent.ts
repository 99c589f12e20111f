/** A change of a document that calls a function. */
export interface FunctionEvent {
  function: string
  /** Id of the document it is about. */
  document: string
  /** Event data as JSON text. */
  data: string
  /** Position in the lake's log. */
  seq: number
  /** Lineage of the write, as its client sent it; `null` where it sent none. */
  lineage: string | null
}

/** What takes the events that the lake's log causes. */
export interface EventSink {
  /** Position up to which changes have been read; `null` before the first. */
  cursor(dataset: string): number | null
  /** Stores events and the new position, both or neither. An event that is known is left alone. */
  add(events: readonly FunctionEvent[], dataset: string, cursor: number): void
  /** Forgets all events and the position: for a lake that was started over. */
  reset(dataset: string): void
}
