const PATIENCE_MS = 700

/**
 * Says that something is on its way while the page is still empty, because the Studio itself can't
 * be drawn before its workspaces are known. Quick answers show nothing.
 *
 * @returns takes the words away again
 */
export function showWaiting(document: Document): () => void {
  const place = document.getElementById('sanity')
  const words = document.createElement('p')
  words.textContent = 'Looking up your sites …'
  words.setAttribute('role', 'status')
  words.style.cssText =
    'margin: 0; padding: 40vh 1rem 0; text-align: center; color: #6e7683; font: 13px system-ui, sans-serif'
  const timer = setTimeout(() => place?.append(words), PATIENCE_MS)
  return () => {
    clearTimeout(timer)
    words.remove()
  }
}
