/** Class of fields that only people without JavaScript need; with it they are dropped, without having been seen. */
export const unscripted = "hidden noscript:contents"
