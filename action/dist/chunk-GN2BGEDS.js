var r=class extends Error{name="UnitcostError";code;hint;diagnostics;constructor(e,n,t,i=[]){super(n),this.code=e,this.hint=t,this.diagnostics=i}};export{r as a};
