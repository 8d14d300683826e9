/**
 * For the body of a page: what pages do to extensions whose screens are drawn into them. Everything is
 * made invisible and laid over, and whatever is inserted is remembered at `inserted`, also below
 * shadow roots. `reach` tries to get the prompt itself: into a frame, and by its address.
 */
export const COVERING = `
<style>
  html { opacity: 0.001 }
  body > * { opacity: 0 !important }
  #lure { position: fixed; inset: 0; z-index: 2147483647; pointer-events: none }
</style>
<input autocomplete="username webauthn">
<div id="lure" popover="manual">Accept cookies</div>
<script>
  document.querySelector('#lure').showPopover()
  window.inserted = []
  const remember = (records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.id !== 'tried') inserted.push(node.nodeName)
  }
  new MutationObserver(remember).observe(document, { childList: true, subtree: true })
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (how) {
    inserted.push('a shadow root')
    return attach.call(this, how)
  }
  window.reach = async (address) => {
    const frame = Object.assign(document.createElement('iframe'), { id: 'tried', src: address })
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1000))])
    const textOf = (read) => {
      try {
        return read() ?? ''
      } catch {
        return ''
      }
    }
    const framed = textOf(() => frame.contentDocument?.body?.textContent)
    frame.remove()
    const opened = open(address, '_blank')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const text = textOf(() => opened?.document?.body?.textContent)
    opened?.close()
    return { framed, opened: text }
  }
</script>`
