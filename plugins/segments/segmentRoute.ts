/** Stands in the address for the segment that is being made. */
export const NEW_SEGMENT = 'new'

/** Intent that opens a segment in the Segments tool, with its `id`. */
export const EDIT_SEGMENT_INTENT = 'edit-segment'
