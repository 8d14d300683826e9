/** For the page: milliseconds from the navigation to the first paint of words. */
export const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const [entry] = list.getEntriesByName('first-contentful-paint')
    if (entry !== undefined) resolve(entry.startTime)
  }).observe({ type: 'paint', buffered: true })
})`
