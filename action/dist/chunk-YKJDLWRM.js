var a=["low","expected","high"],t=e=>({low:e,expected:e,high:e}),d=(e,n)=>({...t(e),basis:"declared",at:n});export{a,t as b,d as c};
