/**
 * Sends the forms of a page by script and shows the answer in place: what is wrong beside each
 * field, or what happens next. Without it the forms are sent by the browser itself.
 *
 * The page defines `words`, `next` (links for after a success) and nothing else.
 */
export const FORM_SCRIPT = `
const errorText = (form, {field, reason}) => {
  const control = form.elements[field]
  if (field === 'consent') return words.needsConsent
  if (control && !String(control.value).trim()) return words.missing
  return field === 'email' ? words.badEmail : reason
}
const showErrors = (form, errors) => {
  let first
  for (const error of errors) {
    const line = form.querySelector('[data-error="' + CSS.escape(error.field) + '"]')
    const control = form.elements[error.field]
    if (!line || !control) continue
    line.textContent = errorText(form, error)
    line.hidden = false
    control.setAttribute('aria-invalid', 'true')
    first ??= control
  }
  if (first) first.focus()
  return Boolean(first)
}
const clearErrors = (form) => {
  for (const line of form.querySelectorAll('.error, .failure')) line.hidden = true
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
}
const bodyOf = (form) => {
  const body = {timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, consent: false}
  for (const [name, value] of new FormData(form)) {
    if (value !== '') body[name] = name === 'consent' ? true : value
  }
  if (!form.elements.consent) delete body.consent
  if (!body.consent && form.dataset.kind === 'lead' && !form.elements.consent?.required) delete body.consent
  body.page = location.href
  return body
}
const succeed = (form) => {
  const done = document.createElement('div')
  done.className = 'done'
  done.tabIndex = -1
  done.setAttribute('role', 'status')
  const text = document.createElement('p')
  text.textContent = form.dataset.kind === 'newsletter' ? words.checkMail : words.thanks
  const links = document.createElement('p')
  links.className = 'next'
  links.lang = 'en'
  for (const {href, label} of next[form.dataset.kind] ?? []) {
    const link = document.createElement('a')
    link.href = href
    link.textContent = label
    links.append(link)
  }
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'again'
  again.textContent = words.again
  again.addEventListener('click', () => location.reload())
  done.append(text, links, again)
  form.replaceWith(done)
  done.focus()
}
for (const form of document.querySelectorAll('form[data-kind]')) {
  form.noValidate = true
  let key = crypto.randomUUID()
  form.addEventListener('input', () => { key = crypto.randomUUID() })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button[type=submit]')
    if (button.disabled) return
    const label = button.textContent
    const failure = form.querySelector('.failure')
    clearErrors(form)
    button.disabled = true
    button.textContent = words.sending
    const fail = (text) => { failure.textContent = text; failure.hidden = false }
    const invalid = Array.from(form.elements)
      .filter((control) => control.name && !control.checkValidity())
      .map((control) => ({field: control.name, reason: control.validationMessage}))
    try {
      if (showErrors(form, invalid)) return fail(words.fixErrors)
      const response = await fetch(form.action, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': key},
        body: JSON.stringify(bodyOf(form)),
      })
      const answer = await response.json().catch(() => ({}))
      if (response.ok) succeed(form)
      else if (response.status === 429 || response.status === 503) fail(words.busy)
      else if (showErrors(form, answer.errors ?? [])) fail(words.fixErrors)
      else fail(answer.errors?.[0]?.reason ?? answer.detail ?? words.unreachable)
    } catch {
      fail(words.unreachable)
    } finally {
      button.disabled = false
      button.textContent = label
    }
  })
}
`
