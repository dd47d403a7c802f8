import{g as o,i as t}from"./chunk-6NV6I3GF.js";import{a as r}from"./chunk-7BZ6BLSW.js";var i={terminal:t,markdown:o,json:r};export{i as a};
