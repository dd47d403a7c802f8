var r=(t,e)=>l(y(t,e));function l(t){let e=new Map;for(let[o,n]of t){let a=e.get(o);a===void 0?e.set(o,[n]):a.push(n)}return e}function*y(t,e){for(let o of t)yield[e(o),o]}export{r as a,l as b};
