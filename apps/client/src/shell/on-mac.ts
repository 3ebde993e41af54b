/** How keys are called and which one is `Mod`. */
export const onMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')
