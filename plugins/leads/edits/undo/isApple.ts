/** Whether this machine's keyboard has a command key in place of Ctrl. */
export function isApple(): boolean {
  return /mac|iphone|ipad/iu.test(navigator.platform)
}
