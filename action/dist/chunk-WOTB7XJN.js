import{a as t}from"./chunk-JHUB7W3V.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{v as o}from"./chunk-UWEXDT6J.js";var i={terminal:t,markdown:o,json:r};export{i as a};
