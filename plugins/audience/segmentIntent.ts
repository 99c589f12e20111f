/** Intent that opens a segment, with its `id`. The Segments tool handles it. */
export const EDIT_SEGMENT_INTENT = 'edit-segment'
