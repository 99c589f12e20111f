import {version} from '../../../package.json'

/** The commit that the build was made of, where whoever built it said so. */
function builtCommit(): string | null {
  try {
    // Replaced by its value in the build; in a browser there is no `process` otherwise.
    return process.env.SANITY_STUDIO_COMMIT || null
  } catch {
    return null
  }
}

/** Which release is running. */
export const release = {version, commit: builtCommit()}
