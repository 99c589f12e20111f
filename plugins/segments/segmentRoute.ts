/** Stands in the address for the segment that is being made. */
export const NEW_SEGMENT = 'new'
