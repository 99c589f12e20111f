/** Share of the samples that `npm test` takes of a property that samples much. */
const SHARE = 0.1

/**
 * Number of samples of a property: a share in `npm test`, all with `npm run test:properties`, more with `PROPERTY_SHARE=50 vitest run --project unit <path>`. Each run draws its own; the seed of
 * what fails is in the report.
 *
 * @param all - enough to find what is rare
 */
export function propertyRuns(all: number): number {
  const share = Number(process.env['PROPERTY_SHARE'] ?? SHARE)
  if (!(share > 0)) throw new Error('PROPERTY_SHARE must be a number above 0, such as 1 or 50.')
  return Math.ceil(all * share)
}
