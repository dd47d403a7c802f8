var t=(r={})=>({color:!1,width:100,commit:null,link:null,reproduce:null,limit:6e4,...r});export{t as a};
